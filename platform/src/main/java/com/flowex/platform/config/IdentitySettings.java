package com.flowex.platform.config;

/** What identity reads from the environment. */
public record IdentitySettings() {

    static IdentitySettings read(SettingsReader reader, Profile profile) {
        reader.group("Identity");
        return new IdentitySettings();
    }
}
