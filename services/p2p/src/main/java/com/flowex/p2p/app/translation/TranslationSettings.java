package com.flowex.p2p.app.translation;

import com.flowex.platform.outbound.OutboundHosts;
import com.flowex.platform.settings.SettingsReader;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Settings of translations of chat messages.
 *
 * @param endpoint empty if translations are off
 */
public record TranslationSettings(Optional<Endpoint> endpoint, Limits limits) {

    /** Setting without which translations are off. */
    public static final String URL = "FLOWEX_P2P_TRANSLATION_URL";

    private static final long MILLION = 1_000_000;
    private static final int A_DAY_MAX = 1_000_000;
    private static final int LENGTH_MAX = 500;

    /** Translations are off. */
    public static final TranslationSettings OFF =
            new TranslationSettings(Optional.empty(), new Limits(100, 5_000, MILLION / 2));

    /**
     * Endpoint of the operator, with the interface of LibreTranslate's {@code /translate}.
     *
     * @param hosts the endpoint's host alone
     * @param key key of the endpoint; empty for none
     */
    public record Endpoint(URI address, OutboundHosts hosts, String key) {

        /** @throws IllegalArgumentException if the address is neither https nor a port of this machine */
        public static Endpoint of(String text, String key) {
            URI address = URI.create(text);
            boolean isPlain = text.length() <= LENGTH_MAX
                    && address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null;
            if (!isPlain) {
                throw new IllegalArgumentException(text);
            }
            String rule =
                    "http".equals(address.getScheme()) ? "http://" + address.getRawAuthority() : address.getHost();
            OutboundHosts hosts = new OutboundHosts(List.of(OutboundHosts.Rule.parse(rule)));
            if (!hosts.allow(address)) {
                throw new IllegalArgumentException(text);
            }
            return new Endpoint(address, hosts, key);
        }

        /** Keeps the key out of every log. */
        @Override
        public String toString() {
            return "Endpoint[" + address + "]";
        }
    }

    /**
     * Limits of a day in UTC.
     *
     * @param perPerson translations of one person
     * @param perTenant translations of one tenant
     * @param characters characters of one tenant
     */
    public record Limits(int perPerson, int perTenant, long characters) {}

    /** Reads the settings; does not throw. */
    public static TranslationSettings read(SettingsReader reader) {
        String address = reader.parsed(
                URL,
                "",
                "an https address without a port and a query, such as https://translate.example.com/translate, or"
                        + " http://127.0.0.1:PORT/translate",
                TranslationSettings::checked,
                "endpoint with LibreTranslate's interface that translates messages of P2P chats; empty: none does");
        String key = reader.secretOrNone(
                "FLOWEX_P2P_TRANSLATION_KEY", "a text", "api_key of the translations of P2P chats; empty: none");
        int perPerson = reader.integer(
                "FLOWEX_P2P_TRANSLATIONS_PER_PERSON", 100, 1, A_DAY_MAX, "translations of one person in a day");
        int perTenant = reader.integer(
                "FLOWEX_P2P_TRANSLATIONS_PER_TENANT", 5_000, 1, A_DAY_MAX, "translations of one tenant in a day");
        long price = reader.integer(
                "FLOWEX_P2P_TRANSLATION_DOLLARS_PER_MILLION",
                20,
                1,
                1_000,
                "cost of a million characters of the translations of P2P chats");
        long dollars = reader.integer(
                "FLOWEX_P2P_TRANSLATION_DOLLARS_PER_DAY",
                10,
                1,
                1_000_000,
                "cost of one tenant's translations of P2P chats in a day");
        return new TranslationSettings(
                address.isEmpty() ? Optional.empty() : Optional.of(Endpoint.of(address, key)),
                new Limits(perPerson, perTenant, dollars * MILLION / price));
    }

    private static String checked(String text) {
        return text.isEmpty() ? text : Endpoint.of(text, "").address().toString();
    }
}
