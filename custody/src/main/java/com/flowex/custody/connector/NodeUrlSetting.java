package com.flowex.custody.connector;

import com.flowex.platform.settings.SettingsReader;
import java.net.URI;
import java.util.Optional;

/** Parser of the URL of a node or signer. */
final class NodeUrlSetting {

    private NodeUrlSetting() {}

    /** Reads a URL. An error is reported without the text, which may contain a password. */
    static Optional<URI> read(SettingsReader reader, String name, String text) {
        try {
            URI url = new URI(text);
            boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (isHttp && url.getHost() != null) {
                return Optional.of(url);
            }
        } catch (java.net.URISyntaxException e) {
            // Reported below.
        }
        reader.refuse(name + " must be a URL as http://user:password@host:port");
        return Optional.empty();
    }
}
