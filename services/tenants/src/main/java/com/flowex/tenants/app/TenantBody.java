package com.flowex.tenants.app;

import com.flowex.access.http.version.SettingsVersion;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantConfiguration;
import com.flowex.access.tenancy.TenantConfiguration.Branding;
import com.flowex.access.tenancy.TenantConfiguration.MarketDefaults;
import com.flowex.access.tenancy.TenantConfiguration.Rates;
import com.flowex.tenants.store.CreationFailure;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schema Tenant of docs/api/openapi.yaml, for super admins. */
public record TenantBody(
        int number,
        String slug,
        String name,
        String status,
        List<String> hosts,
        Branding branding,
        List<String> locales,
        Map<String, Boolean> features,
        Rates rateLimits,
        MarketDefaults marketDefaults,
        String selfTradePrevention,
        int recoveryDays,
        int smsDollarsPerDay,
        @Nullable CreationFailure failure,
        Instant createdAt,
        String version) {

    /** The schema TenantPage, for the public. */
    public record Public(
            String slug,
            String name,
            Branding branding,
            List<String> locales,
            Map<String, Boolean> features,
            String selfTradePrevention) {

        public static Public of(Tenant tenant) {
            TenantConfiguration all = tenant.configuration();
            return new Public(
                    tenant.slug(),
                    tenant.name(),
                    all.branding(),
                    all.locales(),
                    ConfigurationForm.allFeatures(all),
                    preventionOf(all));
        }
    }

    private static String preventionOf(TenantConfiguration all) {
        return all.selfTradePrevention().name().toLowerCase(Locale.ROOT);
    }

    public static TenantBody of(Tenant tenant) {
        return of(tenant, null);
    }

    /** @param failure reason why the creation failed; null if it did not */
    public static TenantBody of(Tenant tenant, @Nullable CreationFailure failure) {
        TenantConfiguration all = tenant.configuration();
        return new TenantBody(
                tenant.number(),
                tenant.slug(),
                tenant.name(),
                tenant.status().label(),
                tenant.hosts(),
                all.branding(),
                all.locales(),
                ConfigurationForm.allFeatures(all),
                all.rates(),
                all.markets(),
                preventionOf(all),
                all.recoveryDays(),
                all.smsDollarsPerDay(),
                failure,
                tenant.createdAt(),
                SettingsVersion.of(settings(tenant)));
    }

    /** Returns the settings that administrators of the platform or of the tenant change, without the tenant's state. */
    public static List<Object> settings(Tenant tenant) {
        return List.of(tenant.name(), tenant.hosts(), tenant.configuration());
    }
}
