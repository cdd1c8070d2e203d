"""Jupyter's own tests of kernels, run on the kernel whose spec JUPYTER_PATH leads to."""

import unittest

import jupyter_kernel_test


class TypeScriptKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = "tslab"
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('test')"
    completion_samples = [{"text": "Math.flo", "matches": {"floor"}}]
    complete_code_samples = ["1", "console.log('hello')", "function f(x: number) {\n  return x * 2;\n}"]
    incomplete_code_samples = ["console.log(", "function f(x: number) {"]
    code_generate_error = "throw new Error('expected')"
    code_execute_result = [
        {"code": "1 + 2 + 3", "result": "6"},
        {"code": "[1, 2].map((n) => n * n)", "result": "[ 1, 4 ]"},
    ]
    code_display_data = [
        {"code": "import { display } from 'tslab'; display.html('<b>x</b>');", "mime": "text/html"},
        {"code": "display.svg('<svg></svg>');", "mime": "image/svg+xml"},
    ]
    code_inspect_sample = "Math.max"


if __name__ == "__main__":
    unittest.main()
