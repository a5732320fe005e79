package com.flowex.sandbox.child;

import com.flowex.strategy.order.OrderIntent;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** Order in a script: made by {@code Order}'s functions alone, and without any property to change. */
final class OrderObject extends ScriptableObject {

    private static final long serialVersionUID = 1;

    private final transient OrderIntent intent;

    OrderObject(Scriptable scope, OrderIntent intent) {
        super(scope, ScriptableObject.getObjectPrototype(scope));
        this.intent = intent;
        preventExtensions();
    }

    OrderIntent intent() {
        return intent;
    }

    @Override
    public String getClassName() {
        return "Order";
    }
}
