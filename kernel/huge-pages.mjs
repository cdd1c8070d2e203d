/**
 * The environment in which glibc (2.35 or newer) asks Linux for pages of 2 MB where much memory is allocated, as NumPy does
 * for its arrays by itself. It is read when a process starts, so that Node cannot ask for it later. Copying
 * Fashion-MNIST's rows in random order takes three quarters of the time; memory stays the same. Elsewhere it does nothing.
 * Tunables that the reader has set are replaced by it in the kernel.
 */
export const hugePages = { GLIBC_TUNABLES: "glibc.malloc.hugetlb=1" };
