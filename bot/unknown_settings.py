"""Find settings that are written down, but under no name that there is."""

from collections.abc import Iterator

from pydantic_settings import DotEnvSettingsSource, EnvSettingsSource
from rapidfuzz import fuzz, process

from bot.settings import Settings

NEAR = 70.0
"""Per cent of letters that a name of ours must share to be offered."""

SURELY = 88.0
"""Per cent of letters from which even a name with another beginning is one of ours."""


def misnamed() -> Iterator[str]:
    """Yield a sentence for each setting that is ignored because of its name."""
    prefix = Settings.model_config.get("env_prefix", "").casefold()
    known = [prefix + name for name in Settings.model_fields]
    for where, source in (
        ("the environment", EnvSettingsSource(Settings)),
        (".env", DotEnvSettingsSource(Settings)),
    ):
        for name in sorted(source.env_vars):
            if name in known:
                continue
            near = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=NEAR)
            if name.startswith(prefix) or (near and near[1] >= SURELY):
                hint = (
                    f"Did you mean {near[0].upper()}?"
                    if near
                    else ".env.example lists those that there are."
                )
                yield f"{name.upper()} in {where} is no setting and is ignored. {hint}"
