package com.flowex.app;

import com.flowex.app.lifecycle.LogOpener;
import com.flowex.app.process.Launcher;
import com.flowex.cluster.node.CarelessNode;

/** {@link Launcher}, but orders are acknowledged before they are in the log. */
public final class CarelessLauncher {
    private CarelessLauncher() {}

    /** Takes no arguments, as the real one. */
    public static void main(String[] args) {
        Launcher.runAndExit((settings, givenUp) -> {
            CarelessNode careless = CarelessNode.start(settings.cluster(), givenUp);
            return new LogOpener.Opened(careless.node(), careless.client());
        });
    }
}
