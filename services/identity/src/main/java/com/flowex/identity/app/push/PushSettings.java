package com.flowex.identity.app.push;

import com.flowex.platform.outbound.OutboundHosts;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SettingsReader;

/**
 * Settings of push messages to browsers while no page is open.
 *
 * @param contact contact for push services about our messages, a mailto: or https: address; empty: push is not offered
 * @param hosts push services that may be contacted
 */
public record PushSettings(String contact, OutboundHosts hosts) {

    private static final String BROWSERS_OWN =
            "fcm.googleapis.com,*.push.services.mozilla.com,*.notify.windows.com,*.push.apple.com";

    /** Reads the settings without throwing; the reader collects the errors. */
    public static PushSettings read(SettingsReader reader, Profile profile) {
        reader.group("Push");
        String contact = reader.parsed(
                "FLOWEX_PUSH_CONTACT",
                "",
                "empty, or an address such as mailto:ops@example.com or https://example.com/contact",
                PushSettings::contact,
                "whom push services write to about our messages; empty: browsers are notified of fills only while a page is"
                        + " open");
        OutboundHosts hosts = new OutboundHosts(reader.list(
                "FLOWEX_PUSH_HOSTS",
                BROWSERS_OWN,
                "hosts such as fcm.googleapis.com or *.push.services.mozilla.com",
                OutboundHosts.Rule::parse,
                "push services that browsers may be reached by; outside production also http://127.0.0.1:PORT"));
        reader.inProduction(profile, !hosts.hasLocal(), "FLOWEX_PUSH_HOSTS must not name this machine in production");
        return new PushSettings(contact, hosts);
    }

    private static String contact(String text) {
        if (!text.isEmpty() && !text.matches("mailto:[^\\s@]+@[^\\s@]+|https://\\S+")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    /** Returns true if push is offered, which requires a contact. */
    public boolean isOffered() {
        return !contact.isEmpty();
    }
}
