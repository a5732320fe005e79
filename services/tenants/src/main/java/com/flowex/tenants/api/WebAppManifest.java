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
    private static final String BACKGROUND = "#0b0e13";

    /** Icons of the page for a tenant without its own: platforms that draw no SVG on a home screen take the PNG files. */
    private static final List<Icon> OWN_ICONS = List.of(
            new Icon("/icon.svg", "any", "any"),
            new Icon("/icon-192.png", "192x192", "any"),
            new Icon("/icon-512.png", "512x512", "any"),
            new Icon("/icon-maskable-512.png", "512x512", "maskable"));

    /**
     * Icon of the application.
     *
     * @param sizes "any" fits all sizes
     * @param purpose "maskable" if the platform may cut it to a shape
     */
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
                BACKGROUND,
                color == null ? BACKGROUND : color,
                icon == null ? OWN_ICONS : List.of(new Icon(icon, "any", "any")));
    }
}
