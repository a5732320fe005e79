package com.flowex.custody.connector;

import com.flowex.ground.settings.SettingsReader;
import java.net.URI;
import java.util.Optional;

/** An address of something that is asked over HTTP. */
final class NodeUrl {

    private NodeUrl() {}

    /** What is wrong is remembered without the text: there may be a password in it. */
    static Optional<URI> read(SettingsReader reader, String name, String text) {
        try {
            URI url = new URI(text);
            boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (isHttp && url.getHost() != null) {
                return Optional.of(url);
            }
        } catch (java.net.URISyntaxException e) {
            // Said below.
        }
        reader.refuse(name + " must be a URL as http://user:password@host:port");
        return Optional.empty();
    }
}
