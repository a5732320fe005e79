package com.flowex.identity.app.sms;

import com.flowex.platform.outbound.OutboundHosts;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SettingsReader;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settings of codes by SMS.
 *
 * @param providers providers in the order in which they are called; none: codes by SMS are off
 * @param hosts hosts of the providers
 * @param prices countries to whose numbers messages go, with the price of one in ten-thousandths of a dollar
 */
public record SmsSettings(List<Provider> providers, OutboundHosts hosts, Map<String, Long> prices, Limits limits) {

    /** Setting without which codes by SMS are off. */
    public static final String FIRST = "FLOWEX_SMS_ACCOUNT";

    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern SERVICE = Pattern.compile("MG[0-9a-f]{32}");
    private static final Pattern SENDER =
            Pattern.compile("\\+[0-9]{3,15}|" + SERVICE.pattern() + "|[A-Za-z0-9 ]{1,11}");
    private static final Pattern PRICE = Pattern.compile("([A-Za-z]{2}):([0-9]{1,2}(?:\\.[0-9]{1,4})?)");
    private static final int DOLLAR_PLACES = 4;
    /** Dollar in the unit of prices. */
    static final long DOLLAR = 10_000;

    /**
     * Account at a provider with the interface of Twilio's Messages resource.
     *
     * @param base address in front of /2010-04-01
     * @param sender number, name, or messaging service from which messages come
     */
    public record Provider(String name, String base, String account, String token, String sender) {

        /** Returns true if the sender is a messaging service; a name may begin with the same letters. */
        boolean isService() {
            return SERVICE.matcher(sender).matches();
        }

        /** Keeps the token out of every log. */
        @Override
        public String toString() {
            return "Provider[" + name + ", " + base + "]";
        }
    }

    /**
     * Largest numbers of messages in a day, by tenant.
     *
     * @param perNumber messages to one number or user
     * @param perRange messages to a range of ten thousand numbers whose codes were not entered
     * @param perNetwork messages asked for in one network whose codes were not entered
     * @param cost ten-thousandths of a dollar
     */
    public record Limits(int perNumber, int perRange, int perNetwork, int perTenant, long cost) {}

    /** A country and its price. */
    private record Price(String country, long price) {

        static Price parse(String text) {
            var parts = PRICE.matcher(text);
            if (!parts.matches()) {
                throw new IllegalArgumentException(text);
            }
            long price =
                    new BigDecimal(parts.group(2)).movePointRight(DOLLAR_PLACES).longValueExact();
            return new Price(parts.group(1).toUpperCase(Locale.ROOT), price);
        }
    }

    /** Reads the settings without throwing; the reader collects the errors. */
    public static SmsSettings read(SettingsReader reader, Profile profile) {
        reader.group("Codes by SMS");
        List<Provider> providers = Stream.of(
                        provider(reader, "FLOWEX_SMS", "first", "the provider that sends codes by SMS"),
                        provider(reader, "FLOWEX_SMS_2", "second", "the provider that sends what the first does not"))
                .filter(each -> !each.account().isEmpty())
                .toList();
        OutboundHosts hosts = new OutboundHosts(reader.list(
                "FLOWEX_SMS_HOSTS",
                "api.twilio.com",
                "hosts such as api.twilio.com or *.signalwire.com",
                OutboundHosts.Rule::parse,
                "hosts of the providers of SMS; outside production also http://127.0.0.1:PORT"));
        Map<String, Long> prices = reader
                .list(
                        "FLOWEX_SMS_COUNTRIES",
                        "",
                        "countries with the price of a message in dollars, such as DE:0.085,US:0.0079",
                        Price::parse,
                        "countries to whose numbers codes are sent, each with what a message costs; empty: to none")
                .stream()
                .collect(Collectors.toUnmodifiableMap(Price::country, Price::price, Math::max));
        Limits limits = limits(reader);
        check(reader, profile, new SmsSettings(providers, hosts, prices, limits));
        return new SmsSettings(providers, hosts, prices, limits);
    }

    private static Provider provider(SettingsReader reader, String name, String order, String about) {
        String base = reader.parsed(
                name + "_URL",
                "https://api.twilio.com",
                "an address without a query, such as https://api.twilio.com",
                SmsSettings::base,
                "address of " + about + ", in front of /2010-04-01");
        String account = reader.parsed(
                name + "_ACCOUNT",
                "",
                "the account's SID, 1 to 64 letters and digits",
                text -> matching(ACCOUNT, text),
                "account at " + about + "; empty: none");
        String token = reader.secretOrNone(name + "_TOKEN", "a text", "of the account");
        String sender = reader.parsed(
                name + "_SENDER",
                "",
                "a number such as +15005550006, the SID of a messaging service, or a name of 11 characters at most",
                text -> matching(SENDER, text),
                "sender of its messages");
        if (!account.isEmpty() && (token.isEmpty() || sender.isEmpty())) {
            reader.refuse(name + "_TOKEN and " + name + "_SENDER must be given with " + name + "_ACCOUNT");
        }
        return new Provider(order, base, account, token, sender);
    }

    private static Limits limits(SettingsReader reader) {
        return new Limits(
                reader.integer(
                        "FLOWEX_SMS_PER_NUMBER", 8, 1, 1_000, "messages to one number, and to one user, in a day"),
                reader.integer(
                        "FLOWEX_SMS_PER_RANGE",
                        20,
                        1,
                        10_000,
                        "messages in a day to ten thousand numbers in a row whose codes were not entered"),
                reader.integer(
                        "FLOWEX_SMS_PER_NETWORK",
                        20,
                        1,
                        10_000,
                        "messages in a day that one IP address, or one /64 of IPv6, asks for and whose codes were not"
                                + " entered"),
                reader.integer("FLOWEX_SMS_PER_TENANT", 2_000, 1, 10_000_000, "messages of one tenant in a day"),
                reader.integer(
                                "FLOWEX_SMS_DOLLARS_PER_DAY",
                                100,
                                1,
                                1_000_000,
                                "cost of one tenant's messages in a day")
                        * DOLLAR);
    }

    private static void check(SettingsReader reader, Profile profile, SmsSettings settings) {
        for (Provider each : settings.providers()) {
            if (!settings.hosts().allow(URI.create(each.base()))) {
                reader.refuse("the address of the " + each.name()
                        + " provider of SMS must be at a host that FLOWEX_SMS_HOSTS names, was \"" + each.base()
                        + "\"");
            }
        }
        boolean secondAlone = settings.providers().size() == 1
                && settings.providers().getFirst().name().equals("second");
        if (secondAlone) {
            reader.refuse(FIRST + " must be given with FLOWEX_SMS_2_ACCOUNT");
        }
        if (!settings.providers().isEmpty() && settings.prices().isEmpty()) {
            reader.refuse("FLOWEX_SMS_COUNTRIES must name a country where " + FIRST + " is given");
        }
        reader.inProduction(
                profile, !settings.hosts().hasLocal(), "FLOWEX_SMS_HOSTS must not name this machine in production");
    }

    private static String base(String text) {
        URI address = URI.create(text);
        boolean isWhole = address.getHost() != null
                && address.getRawQuery() == null
                && address.getRawFragment() == null
                && address.getRawUserInfo() == null
                && !text.endsWith("/");
        if (!isWhole) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static String matching(Pattern form, String text) {
        if (!text.isEmpty() && !form.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    /** Returns true if there is a provider. */
    public boolean given() {
        return !providers.isEmpty();
    }
}
