package com.flowex.access.tenancy;

import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SettingFormat;
import com.flowex.platform.settings.SettingsReader;
import java.time.Duration;

/**
 * Settings of tenants.
 *
 * @param isolation false assigns every request to tenant 1, whatever its header or host name
 * @param domain hosts below it name a tenant: acme.example.com is the tenant "acme" of "example.com"; empty: hosts name
 *     none
 * @param refresh interval for checking the tenants' configuration for changes made elsewhere
 */
public record TenancySettings(boolean isolation, String domain, Duration refresh) {

    public static TenancySettings read(SettingsReader reader, Profile profile) {
        reader.group("Tenants");
        TenancySettings settings = new TenancySettings(
                reader.flag(
                        "FLOWEX_TENANT_ISOLATION",
                        true,
                        "off: every caller belongs to the first tenant (row-level security stays on)"),
                reader.form(
                                "FLOWEX_TENANT_DOMAIN",
                                "",
                                SettingFormat.DNS_DOMAIN,
                                "a host name one level below it names its tenant: acme.example.com with example.com")
                        .orElse(""),
                reader.duration(
                        "FLOWEX_TENANT_REFRESH_MS",
                        Duration.ofSeconds(1),
                        Duration.ofMillis(1),
                        1_900,
                        "how often changes of tenants made by another process are looked for"));
        reader.inProduction(profile, settings.isolation(), "FLOWEX_TENANT_ISOLATION must be on in production");
        return settings;
    }
}
