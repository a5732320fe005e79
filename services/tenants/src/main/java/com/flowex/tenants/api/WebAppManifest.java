package com.flowex.tenants.api;

import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantConfiguration.Branding;
import java.util.List;

/**
 * Manifest that a browser needs to install the page as an application (W3C Web Application Manifest), with the tenant's
 * name, colors and icon. The schema Manifest of docs/api/openapi.yaml.
 *
 * @param id never changes, so that an installed page stays the same application after a renaming
 */
record WebAppManifest(
        String id,
        String name,
        String shortName,
        String startUrl,
        String scope,
        String display,
        String lang,
        String backgroundColor,
        String themeColor,
        List<Icon> icons) {

    static final String CONTENT_TYPE = "application/manifest+json";

    /** Default color of the page, for a tenant without its own. */
    private static final String GROUND = "#0b0e13";

    private static final Icon OWN_ICON = new Icon("/icon.svg", "any", "any");

    /** @param sizes "any" fits all sizes */
    record Icon(String src, String sizes, String purpose) {}

    static WebAppManifest of(Tenant tenant) {
        Branding branding = tenant.configuration().branding();
        String color = branding.primaryColor();
        String icon = branding.iconUrl();
        return new WebAppManifest(
                "/",
                tenant.name(),
                tenant.name(),
                "/",
                "/",
                "standalone",
                tenant.configuration().locales().getFirst(),
                GROUND,
                color == null ? GROUND : color,
                List.of(icon == null ? OWN_ICON : new Icon(icon, "any", "any")));
    }
}
