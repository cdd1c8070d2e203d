import { staleEditions } from "../../scripts/colab/write-editions.mjs";
import { root } from "../../scripts/shared/paths.mjs";

test("notebooks/colab holds what npm run colab writes", () => {
  expect(staleEditions(root)).toEqual([]);
});
