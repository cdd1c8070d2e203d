/** The numbers of IDX data, in an array of their type. */
export type IdxNumbers = Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;

/** An array in the IDX format: its shape, and its numbers with the last dimension running fastest. */
export interface IdxArray {
  /** The size of each dimension, as [60000, 28, 28]. */
  readonly shape: readonly number[];
  readonly data: IdxNumbers;
}

/** The format's types by their codes. Numbers of several bytes are big-endian. */
export const idxTypes = {
  0x08: { name: "uint8", bytes: 1, array: Uint8Array },
  0x09: { name: "int8", bytes: 1, array: Int8Array },
  0x0b: { name: "int16", bytes: 2, array: Int16Array },
  0x0c: { name: "int32", bytes: 4, array: Int32Array },
  0x0d: { name: "float32", bytes: 4, array: Float32Array },
  0x0e: { name: "float64", bytes: 8, array: Float64Array },
} as const;

export type IdxTypeCode = keyof typeof idxTypes;
