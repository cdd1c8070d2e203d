/**
 * What is taken from PyPI for the native backend, each file pinned by its checksum.
 *
 * TensorFlow 2.15.1: from 2.17 on `tf.round` of int32 is wrong, before 2.12 the C interface is not exported.
 * Which Python the wheel is for does not matter: only its libraries and headers are used.
 */
export const tensorflowWheel = {
  requirement: "tensorflow-cpu==2.15.1",
  version: "2.15.1",
  file: "tensorflow_cpu-2.15.1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
  sha256: "54660c074d7241a503e81edfd9f5ef5af88f64051b72e2945f26318c790f2d26",
  megabytes: 207,
  pipOptions: [
    ...["--implementation", "cp", "--python-version", "3.11"],
    ...["--platform", "manylinux2014_x86_64", "--platform", "manylinux_2_17_x86_64"],
  ],
};

/** A C++ compiler for machines without one. */
export const zigWheel = {
  requirement: "ziglang==0.15.2",
  version: "0.15.2",
  file: "ziglang-0.15.2-py3-none-manylinux_2_12_x86_64.manylinux2010_x86_64.musllinux_1_1_x86_64.whl",
  sha256: "806316453d1ede7174ed3fefb8e5348154629089c3bb5fe812dfd0e172fac130",
  megabytes: 94,
  pipOptions: ["--platform", "manylinux2010_x86_64"],
};

/** The wheel's libraries that the binding needs, by the names under which it looks for them. */
export const libraries = ["libtensorflow_cc.so.2", "libtensorflow_framework.so.2"];

export const bindingFile = "tfjs_binding.node";
