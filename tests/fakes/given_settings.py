"""Settings that a test gives, whatever the environment says."""

from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from bot.settings import Settings


class GivenSettings(Settings):
    """Settings, checked as ever, that are looked for nowhere else: a third of the time."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)
