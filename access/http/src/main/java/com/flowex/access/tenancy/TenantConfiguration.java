package com.flowex.access.tenancy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.platform.messaging.LetterTexts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of a tenant's exchange. Every field has a default, and a missing field is read as its default, so that
 * older and newer processes read each other's.
 *
 * @param branding appearance of its pages
 * @param locales languages of its pages, as in "en" or "zh-Hans"; the first is the default
 * @param features features that are switched on or off; others are as {@link Feature#isOnByDefault} says
 * @param rates rate limits of its users
 * @param markets defaults of a market that is listed without fees or limits of its own
 * @param selfTradePrevention mode of an order that names none
 * @param recoveryDays days between the request of a user who has lost their second factors and the removal of these
 * @param smsDollarsPerDay largest cost of its codes by SMS in a day; the platform's own limit holds as well
 */
public record TenantConfiguration(
        Branding branding,
        List<String> locales,
        Map<String, Boolean> features,
        Rates rates,
        MarketDefaults markets,
        SelfTradePrevention selfTradePrevention,
        Integer recoveryDays,
        Integer smsDollarsPerDay) {

    /** Shortest possible time of a recovery, in days. */
    public static final int RECOVERY_DAYS_MIN = 1;

    /** Longest possible time of a recovery, in days. */
    public static final int RECOVERY_DAYS_MAX = 30;

    private static final int RECOVERY_DAYS = 3;

    /** Largest cost of codes by SMS in a day that may be set, in dollars. */
    public static final int SMS_DOLLARS_MAX = 1_000_000;

    /** Configuration of the first tenant at its beginning. */
    public static final TenantConfiguration DEFAULT = new TenantConfiguration(null, null, null, null, null, null);

    /**
     * Lenient mapper that also reads a newer version's configuration; requests are read by the strict one of the edge.
     */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * Branding of pages; a null field means the page's own.
     *
     * @param primaryColor as in "#1a2b3c"
     */
    public record Branding(
            @Nullable String logoUrl,
            @Nullable String iconUrl,
            @Nullable String primaryColor,
            @Nullable String accentColor,
            @Nullable String supportEmail,
            @Nullable String termsUrl) {

        public static final Branding NONE = new Branding(null, null, null, null, null, null);
    }

    /**
     * Rate limits in requests a minute; the platform's if absent.
     *
     * @param tenant all users together
     * @param tiers each user, by the name of the highest role
     */
    public record Rates(@Nullable Long tenant, Map<String, Long> tiers) {

        public static final Rates PLATFORMS = new Rates(null, Map.of());

        @SuppressWarnings("ConstantValue") // a part of Jackson's value may be absent
        public Rates {
            tiers = tiers == null ? Map.of() : Map.copyOf(tiers);
        }
    }

    /**
     * Defaults of markets, as in the form that lists a market: rates as shares ("0.001"), amounts as decimals of the
     * market's own assets.
     *
     * @param maxNotional largest value of one order, in the quote asset
     * @param maxPosition largest position of one account, in the base asset
     * @param maxOpenOrders open orders of one account
     */
    public record MarketDefaults(
            @Nullable String makerFee,
            @Nullable String takerFee,
            @Nullable String maxNotional,
            @Nullable String maxPosition,
            @Nullable Integer maxOpenOrders) {

        public static final MarketDefaults PLATFORMS = new MarketDefaults(null, null, null, null, null);
    }

    /** Replaces absent parts by their defaults. */
    public TenantConfiguration(
            @Nullable Branding branding,
            @Nullable List<String> locales,
            @Nullable Map<String, Boolean> features,
            @Nullable Rates rates,
            @Nullable MarketDefaults markets,
            @Nullable SelfTradePrevention selfTradePrevention,
            @Nullable Integer recoveryDays,
            @Nullable Integer smsDollarsPerDay) {
        this.branding = Objects.requireNonNullElse(branding, Branding.NONE);
        this.locales = List.copyOf(Objects.requireNonNullElse(locales, LetterTexts.LANGUAGES));
        this.features = Map.copyOf(Objects.requireNonNullElse(features, Map.of()));
        this.rates = Objects.requireNonNullElse(rates, Rates.PLATFORMS);
        this.markets = Objects.requireNonNullElse(markets, MarketDefaults.PLATFORMS);
        this.selfTradePrevention = Objects.requireNonNullElse(selfTradePrevention, SelfTradePrevention.NONE);
        this.recoveryDays = Objects.requireNonNullElse(recoveryDays, RECOVERY_DAYS);
        this.smsDollarsPerDay = Objects.requireNonNullElse(smsDollarsPerDay, SMS_DOLLARS_MAX);
    }

    /** Configuration with the default time of a recovery and the platform's limit of codes by SMS. */
    public TenantConfiguration(
            @Nullable Branding branding,
            @Nullable List<String> locales,
            @Nullable Map<String, Boolean> features,
            @Nullable Rates rates,
            @Nullable MarketDefaults markets,
            @Nullable SelfTradePrevention selfTradePrevention) {
        this(branding, locales, features, rates, markets, selfTradePrevention, null, null);
    }

    /** Returns this configuration with a feature on or off. */
    public TenantConfiguration with(Feature feature, boolean isOn) {
        Map<String, Boolean> next = new HashMap<>(features);
        next.put(feature.label(), isOn);
        return new TenantConfiguration(
                branding, locales, next, rates, markets, selfTradePrevention, recoveryDays, smsDollarsPerDay);
    }

    boolean isOn(Feature feature) {
        return features.getOrDefault(feature.label(), feature.isOnByDefault());
    }

    /** Returns the stored form. */
    public String json() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a configuration is plain data", e);
        }
    }

    /** @throws IllegalStateException if the text was not written by a process of ours */
    static TenantConfiguration parse(String json) {
        try {
            return MAPPER.readValue(json, TenantConfiguration.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tenant's configuration cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
