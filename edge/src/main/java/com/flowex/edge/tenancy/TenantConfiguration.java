package com.flowex.edge.tenancy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.flowex.domain.SelfTradePrevention;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant's exchange is like. Everything has a default: a configuration without a field is read as if it had the
 * default's, so that older and newer processes read each other's.
 *
 * @param branding how its pages look
 * @param locales languages of its pages, as in "en" or "zh-Hans"; the first is the default
 * @param features which are switched on or off; those that are not named are on
 * @param rates what its users may ask a minute
 * @param markets what a market gets that is listed without fees or limits of its own
 * @param selfTradePrevention what an order has that names none
 */
public record TenantConfiguration(
        Branding branding,
        List<String> locales,
        Map<String, Boolean> features,
        Rates rates,
        MarketDefaults markets,
        SelfTradePrevention selfTradePrevention) {

    /** The languages that the pages speak. */
    private static final List<String> PAGES_LOCALES = List.of("en", "fa", "zh");

    /** As the first tenant begins. */
    public static final TenantConfiguration DEFAULT = new TenantConfiguration(null, null, null, null, null, null);

    /** Reads what a newer version has kept, too; requests are read by the strict one of the edge. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * Fields of pages; null where the page has its own.
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
     * Requests a minute; the platform's where absent.
     *
     * @param tenant of all users together
     * @param tiers of each user, by the name of the highest role
     */
    public record Rates(@Nullable Long tenant, Map<String, Long> tiers) {

        public static final Rates PLATFORMS = new Rates(null, Map.of());

        @SuppressWarnings("ConstantValue") // as Jackson gives it, a part may be absent
        public Rates {
            tiers = tiers == null ? Map.of() : Map.copyOf(tiers);
        }
    }

    /**
     * As in the form that lists a market: rates as shares ("0.001"), amounts as decimals of the market's own assets.
     *
     * @param maxNotional of one order, in the quote asset
     * @param maxPosition of one account, in the base asset
     * @param maxOpenOrders of one account
     */
    public record MarketDefaults(
            @Nullable String makerFee,
            @Nullable String takerFee,
            @Nullable String maxNotional,
            @Nullable String maxPosition,
            @Nullable Integer maxOpenOrders) {

        public static final MarketDefaults PLATFORMS = new MarketDefaults(null, null, null, null, null);
    }

    /** Absent parts become their defaults. */
    public TenantConfiguration(
            @Nullable Branding branding,
            @Nullable List<String> locales,
            @Nullable Map<String, Boolean> features,
            @Nullable Rates rates,
            @Nullable MarketDefaults markets,
            @Nullable SelfTradePrevention selfTradePrevention) {
        this.branding = Objects.requireNonNullElse(branding, Branding.NONE);
        this.locales = List.copyOf(Objects.requireNonNullElse(locales, PAGES_LOCALES));
        this.features = Map.copyOf(Objects.requireNonNullElse(features, Map.of()));
        this.rates = Objects.requireNonNullElse(rates, Rates.PLATFORMS);
        this.markets = Objects.requireNonNullElse(markets, MarketDefaults.PLATFORMS);
        this.selfTradePrevention = Objects.requireNonNullElse(selfTradePrevention, SelfTradePrevention.NONE);
    }

    boolean isOn(Feature feature) {
        return features.isEmpty() || features.getOrDefault(feature.label(), true);
    }

    /** As it is kept. */
    public String json() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a configuration is plain data", e);
        }
    }

    /** @throws IllegalStateException if a process that was not ours wrote it */
    static TenantConfiguration parse(String json) {
        try {
            return MAPPER.readValue(json, TenantConfiguration.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tenant's configuration cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
