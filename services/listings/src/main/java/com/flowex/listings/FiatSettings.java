package com.flowex.listings;

import com.flowex.platform.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rates of fiat currencies for the display of worth.
 *
 * @param address address of a provider's daily file; empty: operators give rates
 * @param past address of the provider's file of past days; empty: days are kept from the first reading on
 * @param peg asset that is counted as a currency; empty: worth is not shown in fiat currencies
 * @param ageMax age from which a rate is none
 */
public record FiatSettings(Optional<URI> address, Optional<URI> past, Optional<Peg> peg, Duration ageMax) {

    private static final int HOURS = 144;
    private static final int HOURS_MAX = 168;
    private static final Pattern PEG = Pattern.compile("([A-Z0-9]{1,16})=([A-Z]{3})");

    /** Asset of which one unit is counted as one unit of a currency. */
    public record Peg(String asset, String currency) {}

    public static final FiatSettings DEFAULTS = new FiatSettings(
            Optional.empty(), Optional.empty(), Optional.of(new Peg("USDT", "USD")), Duration.ofHours(HOURS));

    /** Reads the settings; does not throw. */
    public static FiatSettings read(SettingsReader reader) {
        FiatSettings settings = new FiatSettings(
                reader.parsed(
                        "FLOWEX_FIAT_RATES",
                        "",
                        "empty, or an http or https address",
                        FiatSettings::address,
                        "file of daily rates in the form of the European Central Bank, such as"
                                + " https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml; empty: operators give rates"),
                reader.parsed(
                        "FLOWEX_FIAT_RATES_PAST",
                        "",
                        "empty, or an http or https address",
                        FiatSettings::address,
                        "file of past days of the same provider, such as"
                                + " https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist-90d.xml, or eurofxref-hist.xml of all"
                                + " days since 1999; missing days are kept; empty: days are kept from the first reading on"),
                reader.parsed(
                        "FLOWEX_FIAT_PEG",
                        "USDT=USD",
                        "empty, or ASSET=CURRENCY such as USDT=USD",
                        FiatSettings::peg,
                        "asset of which one unit is counted as one unit of a currency where worth is shown in fiat"
                                + " currencies; the page says so; empty: it is not shown"),
                reader.duration(
                        "FLOWEX_FIAT_RATES_MAX_AGE_HOURS",
                        DEFAULTS.ageMax(),
                        Duration.ofHours(1),
                        HOURS_MAX,
                        "a rate that is older is not shown; a past day without a rate has the last one within so many hours"));
        if (settings.past().isPresent() && settings.address().isEmpty()) {
            reader.refuse("FLOWEX_FIAT_RATES_PAST needs FLOWEX_FIAT_RATES, the file of the newest day");
        }
        return settings;
    }

    private static Optional<URI> address(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        URI address = URI.create(text.strip());
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (address.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException();
        }
        return Optional.of(address);
    }

    private static Optional<Peg> peg(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        Matcher parts = PEG.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException();
        }
        return Optional.of(new Peg(parts.group(1), parts.group(2)));
    }
}
