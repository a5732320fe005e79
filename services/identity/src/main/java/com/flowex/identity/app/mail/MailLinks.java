package com.flowex.identity.app.mail;

import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.identity.store.user.OpaqueToken;

/** Links of mails to the page, which accepts their tokens. */
final class MailLinks {

    private final TenantDirectory tenants;
    private volatile PageAddress page;

    /**
     * @param publicUrl address of the page; a tenant with hosts of its own has the page there too, and a link leads to
     *     the host by which its reader came
     */
    MailLinks(String publicUrl, TenantDirectory tenants) {
        this.page = PageAddress.parse(publicUrl);
        this.tenants = tenants;
    }

    void pageAt(String url) {
        page = PageAddress.parse(url);
    }

    String link(String subject, OpaqueToken token, String host) {
        return pageOf(token.tenant(), host).link(subject + "=" + token.text());
    }

    /**
     * Returns the address of the page: at the host by which the user came, else at the first host of their tenant, else
     * the platform's own.
     */
    PageAddress pageOf(int tenant, String host) {
        Tenant known = tenants.byNumber(tenant);
        String there = host.isEmpty() && known != null && !known.hosts().isEmpty()
                ? known.hosts().getFirst()
                : host;
        PageAddress platform = page;
        return there.isEmpty() ? platform : platform.at(there);
    }
}
