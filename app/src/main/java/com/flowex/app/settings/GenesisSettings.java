package com.flowex.app.settings;

import com.flowex.platform.errors.FieldError;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.tenants.app.GenesisPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Assets and markets of the first tenant at the start.
 *
 * @param builtIn true for BTC, ETH and USDT, for trials
 * @param plan assets and markets of a file
 */
public record GenesisSettings(boolean builtIn, GenesisPlan plan) {

    private static final String NAME = "FLOWEX_GENESIS";
    private static final String BUILT_IN = "builtin";
    private static final String NONE = "none";

    static GenesisSettings read(SettingsReader reader, Profile profile) {
        boolean production = profile == Profile.PRODUCTION;
        String value = reader.text(
                NAME,
                production ? NONE : BUILT_IN,
                "what the first tenant trades from the start: builtin (BTC, ETH, USDT, BTC-USDT, ETH-USDT; refused in production), none,"
                        + " or a file of JSON with assets and markets in the words of POST /api/v1/tenants, of which what is not listed yet"
                        + " is listed at each start");
        reader.inProduction(
                profile,
                !value.equals(BUILT_IN),
                NAME + " must be none or a file in production, not builtin: its markets are for trying things out");
        if (value.equals(BUILT_IN)) {
            return new GenesisSettings(true, GenesisPlan.NONE);
        }
        return new GenesisSettings(false, value.equals(NONE) ? GenesisPlan.NONE : plan(reader, value));
    }

    private static GenesisPlan plan(SettingsReader reader, String file) {
        try {
            return GenesisPlan.parse(Files.readAllBytes(Path.of(file)));
        } catch (IOException | InvalidPathException e) {
            reader.refuse(NAME + " must be builtin, none or a file that can be read, was \"" + file + "\"");
        } catch (Refusal wrong) {
            reader.refuse(NAME + ": " + file + ": " + message(wrong));
        }
        return GenesisPlan.NONE;
    }

    /** Returns the refusal in one line, with every invalid field. */
    public static String message(Refusal wrong) {
        List<FieldError> errors = wrong.errors();
        return errors.isEmpty()
                ? wrong.detail()
                : errors.stream()
                        .map(error -> error.field() + " " + error.rule())
                        .collect(Collectors.joining(", "));
    }
}
