# @title Set up: fetches the project and starts its TypeScript kernel. One to two minutes the first time, then seconds.
REPOSITORY = "<repository>"
import os, pathlib, shutil, subprocess, sys

def fetch(source, folder):
    """Clones the project, or unpacks it from an archive; half a copy is never left behind."""
    print(f"… fetching {source}", flush=True)
    unfinished = folder.with_name(f"{folder.name}.unfinished-{os.getpid()}")
    try:
        if source.endswith((".zip", ".tar.gz")):
            shutil.unpack_archive(source, unfinished)
            entries = list(unfinished.iterdir())
            (entries[0] if len(entries) == 1 else unfinished).rename(folder)
        else:
            depth = ["--depth", "1"] if "://" in source else []  # a folder on this disk is cloned whole
            subprocess.run(["git", "clone", "--quiet", *depth, source, unfinished], check=True, stderr=subprocess.PIPE, text=True)
            unfinished.rename(folder)
    except (OSError, subprocess.CalledProcessError) as error:
        reason = getattr(error, "stderr", None) or error
        if not folder.exists(): raise RuntimeError(f"{source} could not be fetched: {reason}") from None
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)

package = "tools/colab/typescript_magic"
here = pathlib.Path.cwd()
project = next((each for each in (here, *here.parents) if (each / package).is_dir()), None)
if project is None:  # not inside a copy of the project
    project = pathlib.Path(os.environ.get("LINEAR_NETWORKS_FOLDER", "~/linear-networks")).expanduser()
    source = os.environ.get("LINEAR_NETWORKS_SOURCE", REPOSITORY)
    if not (project / package).is_dir():
        if not source: raise RuntimeError("Where is the project? Write its address after REPOSITORY = above, then run this cell again.")
        fetch(source, project)
sys.path.insert(0, str((project / package).parent))
import typescript_magic
typescript_magic.begin(project)
