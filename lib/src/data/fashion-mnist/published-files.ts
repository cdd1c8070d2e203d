/** A file of Fashion-MNIST as Zalando published it. */
export interface PublishedFile {
  readonly name: string;
  /** The size in bytes, packed. */
  readonly bytes: number;
  /** The MD5 in the table of https://github.com/zalandoresearch/fashion-mnist. */
  readonly md5: string;
  /** The SHA-256 of the file with that MD5. */
  readonly sha256: string;
  /** The size in bytes, unpacked. */
  readonly unpackedBytes: number;
}

/** The four files. */
export const publishedFiles = {
  train: {
    images: {
      name: "train-images-idx3-ubyte.gz",
      bytes: 26_421_880,
      md5: "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
      sha256: "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
      unpackedBytes: 47_040_016,
    },
    labels: {
      name: "train-labels-idx1-ubyte.gz",
      bytes: 29_515,
      md5: "25c81989df183df01b3e8a0aad5dffbe",
      sha256: "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
      unpackedBytes: 60_008,
    },
  },
  test: {
    images: {
      name: "t10k-images-idx3-ubyte.gz",
      bytes: 4_422_102,
      md5: "bef4ecab320f06d8554ea6380940ec79",
      sha256: "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
      unpackedBytes: 7_840_016,
    },
    labels: {
      name: "t10k-labels-idx1-ubyte.gz",
      bytes: 5148,
      md5: "bb300cfdad3c16e7a12a480ee83cd310",
      sha256: "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
      unpackedBytes: 10_008,
    },
  },
} as const satisfies Record<string, Record<"images" | "labels", PublishedFile>>;
