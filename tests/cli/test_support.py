"""imh-desktop vault support."""

import json

from imh_desktop.store.vault import Vault

PASSPHRASE = "violet kettle harbour seven"


def test_the_bundle_is_written_with_the_vault_open_and_closed(run, run_with_passphrase, tmp_path):
    folder, out = tmp_path / "vault", tmp_path / "support.json"
    Vault.create(folder, PASSPHRASE, "Qorvexa")[0].close()
    given = ("vault", "support", "--vault", folder, "--out", out)
    assert run_with_passphrase(f"{PASSPHRASE}\n".encode(), *given) == (0, f"{out}\n", "")
    whole = json.loads(out.read_text())
    assert whole["check"] == {"findings": 0}
    assert run(*given, "--closed") == (0, f"{out}\n", "")
    assert json.loads(out.read_text()).keys() == whole.keys() - {"records", "steps", "check"}
    assert "Qorvexa" not in out.read_text()
    assert str(tmp_path) not in out.read_text()
