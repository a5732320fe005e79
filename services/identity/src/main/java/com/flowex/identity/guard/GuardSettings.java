package com.flowex.identity.guard;

import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SettingsReader;
import java.nio.file.Path;

/**
 * Settings of the reaction to what looks like an attack.
 *
 * @param acts true if measures are taken; false if cases are only noted
 * @param countries countries of networks
 * @param failuresMany number of failed logins from one network within ten minutes that count as an attack
 */
public record GuardSettings(boolean acts, Countries countries, int failuresMany) {

    private enum Guarding {
        NOTE,
        ACT
    }

    /**
     * Reads the settings without throwing; the reader collects the errors.
     *
     * @param perAddress failed logins from one place before it must wait
     */
    public static GuardSettings read(SettingsReader reader, Profile profile, int perAddress) {
        Guarding guarding = reader.oneOf(
                "FLOWEX_GUARD",
                profile == Profile.DEV ? Guarding.NOTE : Guarding.ACT,
                Guarding.class,
                "what is done by itself about what looks like an attack (docs/security.md): note makes a case of it,"
                        + " act also locks, freezes withdrawals, ends sessions");
        Countries countries = reader.parsed(
                "FLOWEX_COUNTRIES_FILE",
                "",
                "empty, or a file of lines such as 203.0.113.0/24,DE",
                text -> text.isEmpty() ? Countries.unknown() : Countries.read(Path.of(text)),
                "in which country networks are: two logins from two of them within two hours freeze withdrawals;"
                        + " empty: new networks are noted, and nobody knows of countries");
        return new GuardSettings(guarding == Guarding.ACT, countries, perAddress);
    }
}
