package com.flowex.systemtests;

import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Hands on each text that a connection is sent when all of it has come. */
final class WholeTexts implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();
    private final Consumer<String> taker;

    WholeTexts(Consumer<String> taker) {
        this.taker = taker;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            taker.accept(text.toString());
            text.setLength(0);
        }
        socket.request(1);
        return CompletableFuture.completedFuture(null);
    }
}
