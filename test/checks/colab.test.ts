import { staleEditions } from "../../tools/colab/write-editions.mjs";
import { root } from "../../tools/setup/shared/paths.mjs";

test("notebooks/colab holds what npm run colab writes", () => {
  expect(staleEditions(root)).toEqual([]);
});
