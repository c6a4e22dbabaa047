// Lets the writes and flushes of a process fail on demand. Preload it (LD_PRELOAD), and name in FAULTY_DISK a file of 16 bytes that is
// changed while the process runs: byte 0 says what becomes of writes, byte 1 of flushes, and bytes 8 to 15 count what was done to them.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

struct faults
{
    volatile char writes;
    volatile char flushes;
    char unused[6];
    uint64_t count;
};

static struct faults none;
static struct faults *faults = &none;
static int torn;

__attribute__((constructor)) static void read_faults(void)
{
    const char *path = getenv("FAULTY_DISK");
    int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (file >= 0)
    {
        void *shared = mmap(0, sizeof(struct faults), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        if (shared != MAP_FAILED)
        {
            faults = shared;
        }

        close(file);
    }
}

static int fail(int error)
{
    __atomic_fetch_add(&faults->count, 1, __ATOMIC_SEQ_CST);
    errno = error;

    return -1;
}

static int error_of(char fault)
{
    switch (fault)
    {
        case 'E': return EIO;
        case 'F': return ENOSPC;
        case 'R': return EROFS;
        default: return 0;
    }
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t offset)
{
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (!real)
    {
        real = dlsym(RTLD_NEXT, "pwrite64");
    }

    char fault = faults->writes;
    if (error_of(fault))
    {
        return fail(error_of(fault));
    }

    if (fault == 'T' && __atomic_fetch_xor(&torn, 1, __ATOMIC_SEQ_CST)) // the rest of what was written by half
    {
        return fail(EIO);
    }

    if ((fault == 'S' || fault == 'T') && size > 1)
    {
        __atomic_fetch_add(&faults->count, 1, __ATOMIC_SEQ_CST);
        size /= 2;
    }

    return real(file, bytes, size, offset);
}

int fsync(int file)
{
    static int (*real)(int);
    if (!real)
    {
        real = dlsym(RTLD_NEXT, "fsync");
    }

    return error_of(faults->flushes) ? fail(error_of(faults->flushes)) : real(file);
}

int fdatasync(int file)
{
    static int (*real)(int);
    if (!real)
    {
        real = dlsym(RTLD_NEXT, "fdatasync");
    }

    return error_of(faults->flushes) ? fail(error_of(faults->flushes)) : real(file);
}
