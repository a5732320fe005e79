package com.flowex.sandbox.child;

import com.flowex.strategy.data.DataRequest;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** Subscription in a script: made by {@code Data}'s functions alone. */
final class RequestObject extends ScriptableObject {

    private static final long serialVersionUID = 1;

    private final transient DataRequest request;

    RequestObject(Scriptable scope, DataRequest request) {
        super(scope, ScriptableObject.getObjectPrototype(scope));
        this.request = request;
        preventExtensions();
    }

    DataRequest request() {
        return request;
    }

    @Override
    public String getClassName() {
        return "Data";
    }
}
