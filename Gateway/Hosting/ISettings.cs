namespace CodeFirst.Gateway.Hosting;

/// <summary>Options that are read from settings.</summary>
internal interface ISettings
{
    void Read(SettingReader settings);
}
