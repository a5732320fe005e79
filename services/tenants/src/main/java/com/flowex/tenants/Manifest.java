package com.flowex.tenants;

import com.flowex.edge.tenancy.Tenant;
import com.flowex.edge.tenancy.TenantConfiguration.Branding;
import java.util.List;

/**
 * What a browser asks for to install the page as an application (W3C Web Application Manifest): under the tenant's name, with its colors
 * and its icon. The schema Manifest of docs/api/openapi.yaml.
 *
 * @param id the same for good, so that an installed page stays one when it is renamed
 */
record Manifest(
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

    /** The page's own, where a tenant has none. */
    private static final String GROUND = "#0b0e13";

    private static final Icon OWN_ICON = new Icon("/icon.svg", "any", "any");

    /** @param sizes "any": it fits all */
    record Icon(String src, String sizes, String purpose) {}

    static Manifest of(Tenant tenant) {
        Branding branding = tenant.configuration().branding();
        String color = branding.primaryColor();
        String icon = branding.iconUrl();
        return new Manifest(
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
