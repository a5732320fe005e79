package com.flowex.tenants;

import com.flowex.platform.tenancy.Tenant;
import com.flowex.platform.tenancy.TenantConfiguration;
import com.flowex.platform.tenancy.TenantConfiguration.Branding;
import com.flowex.platform.tenancy.TenantConfiguration.MarketDefaults;
import com.flowex.platform.tenancy.TenantConfiguration.Rates;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The schema Tenant of docs/api/openapi.yaml: all that a super admin sees. */
record TenantBody(
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
        Instant createdAt) {

    /** The schema TenantPage: what anybody sees. */
    record Public(String slug, String name, Branding branding, List<String> locales, Map<String, Boolean> features) {

        static Public of(Tenant tenant) {
            TenantConfiguration all = tenant.configuration();
            return new Public(
                    tenant.slug(), tenant.name(), all.branding(), all.locales(), ConfigurationForm.allFeatures(all));
        }
    }

    static TenantBody of(Tenant tenant) {
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
                tenant.createdAt());
    }
}
