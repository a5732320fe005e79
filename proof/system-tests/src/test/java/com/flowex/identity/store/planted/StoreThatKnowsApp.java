package com.flowex.identity.store.planted;

import com.flowex.identity.app.planted.AppThatKnowsStore;

/** Breaks the order of identity's rooms, together with what it knows. */
public final class StoreThatKnowsApp {

    public AppThatKnowsStore app() {
        return new AppThatKnowsStore();
    }
}
