import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

const program = `
import json, sys, yaml

class Once(yaml.SafeLoader):
    """Takes a key that is written twice for the mistake that it is; "on" stays a word."""

def mapping(loader, node):
    keys = [loader.construct_object(key) for key, _ in node.value]
    twice = [key for key in keys if keys.count(key) > 1]
    if twice:
        sys.exit(f"written twice: {twice[0]}")
    return yaml.SafeLoader.construct_mapping(loader, node, deep=True)

Once.add_constructor("tag:yaml.org,2002:map", mapping)
Once.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
print(json.dumps(yaml.load(open(sys.argv[1], encoding="utf-8"), Once)))`;

/**
 * What a file of YAML holds.
 *
 * @param {string} file
 * @returns {unknown}
 * @throws where it is none, or a key is written twice
 */
export function readYaml(file) {
  const { status, stdout, stderr } = spawnSync(resolve(".venv/bin/python"), ["-c", program, resolve(file)], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${file}: ${stderr}`);
  return JSON.parse(stdout);
}
