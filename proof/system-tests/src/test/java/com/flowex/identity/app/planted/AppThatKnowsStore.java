package com.flowex.identity.app.planted;

import com.flowex.identity.store.planted.StoreThatKnowsApp;

/** Breaks the order of identity's rooms, together with what it knows. */
public final class AppThatKnowsStore {

    public StoreThatKnowsApp store() {
        return new StoreThatKnowsApp();
    }
}
