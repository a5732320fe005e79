package com.flowex.tenants.app;

import com.flowex.access.auth.Role;
import com.flowex.access.tenancy.Feature;
import com.flowex.access.tenancy.TenantConfiguration;
import com.flowex.access.tenancy.TenantConfiguration.Branding;
import com.flowex.access.tenancy.TenantConfiguration.MarketDefaults;
import com.flowex.access.tenancy.TenantConfiguration.Rates;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.platform.errors.Fields;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Request body of a configuration. A part that is left out stays as it is; a given part replaces the previous one. Only
 * the named features change.
 */
public record ConfigurationForm(
        @Nullable Branding branding,
        @Nullable List<String> locales,
        @Nullable Map<String, Boolean> features,
        @Nullable Rates rateLimits,
        @Nullable MarketDefaults marketDefaults,
        @Nullable String selfTradePrevention,
        @Nullable Integer recoveryDays,
        @Nullable Integer smsDollarsPerDay) {

    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern LOCALE = Pattern.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,189}");
    /** Scale of rates, which are in millionths. */
    private static final Scale SHARE = new Scale(6);

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,19}(\\.[0-9]{1,18})?");
    private static final int URL_LENGTH_MAX = 500;
    private static final int LOCALES_MAX = 50;
    private static final long RATE_MAX = 100_000_000;

    /** Returns every feature with its current value. */
    static Map<String, Boolean> allFeatures(TenantConfiguration all) {
        Map<String, Boolean> features = new HashMap<>();
        for (Feature feature : Feature.values()) {
            features.put(feature.label(), all.features().getOrDefault(feature.label(), feature.isOnByDefault()));
        }
        return features;
    }

    /** Records errors in {@code fields}. */
    public void check(Fields fields) {
        if (branding != null) {
            check(branding, fields.under("branding"));
        }
        checkLocales(fields);
        if (features != null) {
            for (Map.Entry<String, Boolean> each : features.entrySet()) {
                if (Feature.of(each.getKey()).isEmpty() || each.getValue() == null) {
                    fields.refuse("features." + each.getKey(), "one of the features, true or false");
                }
            }
        }
        checkRates(fields);
        if (marketDefaults != null) {
            check(marketDefaults, fields.under("market_defaults"));
        }
        if (selfTradePrevention != null) {
            prevention(selfTradePrevention, fields);
        }
        if (recoveryDays != null) {
            fields.within(
                    "recovery_days",
                    recoveryDays,
                    TenantConfiguration.RECOVERY_DAYS_MIN,
                    TenantConfiguration.RECOVERY_DAYS_MAX);
        }
        if (smsDollarsPerDay != null) {
            fields.within("sms_dollars_per_day", smsDollarsPerDay, 1, TenantConfiguration.SMS_DOLLARS_MAX);
        }
    }

    /** Checks the values by themselves; a listing checks them against the market's scales. */
    private static void check(MarketDefaults defaults, Fields fields) {
        rate("maker_fee", defaults.makerFee(), -FeeRates.MILLIONTHS_MAX, fields);
        rate("taker_fee", defaults.takerFee(), 0, fields);
        matching("max_notional", defaults.maxNotional(), AMOUNT, "a plain decimal such as 1.25", fields);
        matching("max_position", defaults.maxPosition(), AMOUNT, "a plain decimal such as 1.25", fields);
        if (defaults.maxOpenOrders() != null) {
            fields.within("max_open_orders", defaults.maxOpenOrders(), 0, Integer.MAX_VALUE);
        }
    }

    private static SelfTradePrevention prevention(String word, Fields fields) {
        SelfTradePrevention mode = fields.oneOf("self_trade_prevention", word, SelfTradePrevention.class);
        if (mode == SelfTradePrevention.TRANSFER) {
            fields.refuse("self_trade_prevention", "a mode other than transfer, which orders name themselves");
        }
        return mode;
    }

    private static void rate(String field, @Nullable String value, long least, Fields fields) {
        long millionths = value == null ? 0 : fields.decimal(field, value, SHARE);
        if (millionths < least || millionths > FeeRates.MILLIONTHS_MAX) {
            fields.refuse(
                    field,
                    "within " + Decimals.format(least, SHARE) + ".." + Decimals.format(FeeRates.MILLIONTHS_MAX, SHARE));
        }
    }

    private static void check(Branding branding, Fields fields) {
        url("logo_url", branding.logoUrl(), fields);
        url("icon_url", branding.iconUrl(), fields);
        url("terms_url", branding.termsUrl(), fields);
        matching("primary_color", branding.primaryColor(), COLOR, "a color such as #1a2b3c", fields);
        matching("accent_color", branding.accentColor(), COLOR, "a color such as #1a2b3c", fields);
        matching("support_email", branding.supportEmail(), EMAIL, "an e-mail address", fields);
    }

    private static void url(String field, @Nullable String value, Fields fields) {
        if (value != null && (!value.startsWith("https://") || value.length() > URL_LENGTH_MAX || !isPlain(value))) {
            fields.refuse(field, "an address that begins with https://");
        }
    }

    private static boolean isPlain(String value) {
        return value.chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '<' && c != '>');
    }

    private static void matching(String field, @Nullable String value, Pattern pattern, String rule, Fields fields) {
        if (value != null && !pattern.matcher(value).matches()) {
            fields.refuse(field, rule);
        }
    }

    private void checkLocales(Fields fields) {
        if (locales == null) {
            return;
        }
        boolean good = !locales.isEmpty()
                && locales.size() <= LOCALES_MAX
                && new HashSet<>(locales).size() == locales.size()
                && locales.stream()
                        .allMatch(locale ->
                                locale != null && LOCALE.matcher(locale).matches());
        if (!good) {
            fields.refuse("locales", "1 to " + LOCALES_MAX + " languages such as en, fa or zh-Hans, each once");
        }
    }

    private void checkRates(Fields fields) {
        if (rateLimits == null) {
            return;
        }
        Long sum = rateLimits.tenant();
        if (sum != null && (sum < 1 || sum > RATE_MAX)) {
            fields.refuse("rate_limits.tenant", "within 1.." + RATE_MAX);
        }
        rateLimits.tiers().forEach((tier, perMinute) -> {
            if (Role.of(tier).isEmpty() || perMinute < 1 || perMinute > RATE_MAX) {
                fields.refuse("rate_limits.tiers." + tier, "the name of a role, and within 1.." + RATE_MAX);
            }
        });
    }

    /** Returns the configuration with the given parts replaced. */
    public TenantConfiguration on(TenantConfiguration before) {
        Map<String, Boolean> switched = new HashMap<>(before.features());
        if (features != null) {
            switched.putAll(features);
        }
        return new TenantConfiguration(
                branding == null ? before.branding() : branding,
                locales == null ? before.locales() : locales,
                switched,
                rateLimits == null ? before.rates() : rateLimits,
                marketDefaults == null ? before.markets() : marketDefaults,
                selfTradePrevention == null
                        ? before.selfTradePrevention()
                        : prevention(selfTradePrevention, new Fields()),
                recoveryDays == null ? before.recoveryDays() : recoveryDays,
                smsDollarsPerDay == null ? before.smsDollarsPerDay() : smsDollarsPerDay);
    }
}
