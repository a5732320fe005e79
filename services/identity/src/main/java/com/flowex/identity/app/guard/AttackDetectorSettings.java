package com.flowex.identity.app.guard;

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
public record AttackDetectorSettings(boolean acts, CountryLookup countries, int failuresMany) {

    private enum DetectionMode {
        NOTE,
        ACT
    }

    /**
     * Reads the settings without throwing; the reader collects the errors.
     *
     * @param perAddress failed logins from one place before it must wait
     */
    public static AttackDetectorSettings read(SettingsReader reader, Profile profile, int perAddress) {
        DetectionMode guarding = reader.oneOf(
                "FLOWEX_ATTACK_DETECTION",
                profile == Profile.DEV ? DetectionMode.NOTE : DetectionMode.ACT,
                DetectionMode.class,
                "what is done by itself about what looks like an attack (docs/security.md): note makes a case of it,"
                        + " act also locks, freezes withdrawals, ends sessions");
        CountryLookup countries = reader.parsed(
                "FLOWEX_COUNTRIES_FILE",
                "",
                "empty, or a file of lines such as 203.0.113.0/24,DE",
                text -> text.isEmpty() ? CountryLookup.unknown() : CountryLookup.read(Path.of(text)),
                "in which country networks are: two logins from two of them within two hours freeze withdrawals;"
                        + " empty: new networks are noted, and countries are unknown");
        return new AttackDetectorSettings(guarding == DetectionMode.ACT, countries, perAddress);
    }
}
