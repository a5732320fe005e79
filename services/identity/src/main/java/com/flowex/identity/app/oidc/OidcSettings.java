package com.flowex.identity.app.oidc;

import com.flowex.platform.outbound.OutboundHosts;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SettingsReader;

/**
 * Settings of the log-in by identity providers.
 *
 * @param hosts hosts of identity providers that tenants may use; none: no tenant has one
 */
public record OidcSettings(OutboundHosts hosts) {

    /** Reads the settings without throwing; the reader collects the errors. */
    public static OidcSettings read(SettingsReader reader, Profile profile) {
        reader.group("Staff log-in");
        OutboundHosts hosts = new OutboundHosts(reader.list(
                "FLOWEX_OIDC_HOSTS",
                "",
                "hosts such as login.example.com or *.okta.com",
                OutboundHosts.Rule::parse,
                "hosts of the identity providers by which tenants' staff may log in, those of their tokens and keys"
                        + " too; empty: by none; outside production also http://127.0.0.1:PORT"));
        reader.inProduction(profile, !hosts.hasLocal(), "FLOWEX_OIDC_HOSTS must not name this machine in production");
        return new OidcSettings(hosts);
    }
}
