// What is typed into the search, as a filter of the list: https://google.aip.dev/160

const syntax = /[=<>:()"]|(^|\s)(AND|OR|NOT)(\s|$)|(^|\s)-\S/;

/** Words become words to find in name or e-mail, whatever is in them. What looks like a filter is sent as it is. */
export function filterFrom(typed) {
  const text = typed.trim();
  if (syntax.test(text)) return text;

  return text.split(/\s+/).filter(Boolean).map(quote).join(' ');
}

const quote = (word) => `"${word.replace(/[\\*]/g, '\\$&')}"`;
