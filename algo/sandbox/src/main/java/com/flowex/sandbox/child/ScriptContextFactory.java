package com.flowex.sandbox.child;

import java.util.Locale;
import java.util.TimeZone;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.Undefined;
import org.mozilla.javascript.WrapFactory;
import org.mozilla.javascript.lc.type.TypeInfo;

/** Settings of the script engine: compiled code, the language's newest version, and no way to an object of Java. */
final class ScriptContextFactory extends ContextFactory {

    @Override
    protected Context makeContext() {
        Context context = super.makeContext();
        context.setLanguageVersion(Context.VERSION_ES6);
        context.setInterpretedMode(false);
        context.setClassShutter(_ -> false);
        context.setWrapFactory(new NoWrapping());
        context.setLocale(Locale.ROOT);
        context.setTimeZone(TimeZone.getTimeZone("UTC"));
        return context;
    }

    @Override
    protected boolean hasFeature(Context context, int feature) {
        return switch (feature) {
            case Context.FEATURE_E4X,
                    Context.FEATURE_PARENT_PROTO_PROPERTIES,
                    Context.FEATURE_ENHANCED_JAVA_ACCESS,
                    Context.FEATURE_DYNAMIC_SCOPE -> false;
            default -> super.hasFeature(context, feature);
        };
    }

    /** Objects of Java that the engine itself would show, such as the exception behind an error, are undefined. */
    private static final class NoWrapping extends WrapFactory {

        @Override
        public Object wrap(Context context, Scriptable scope, Object value, TypeInfo type) {
            return switch (value) {
                case Scriptable known -> known;
                case String known -> known;
                case Number known -> known;
                case Boolean known -> known;
                default -> Undefined.instance;
            };
        }

        @Override
        public Scriptable wrapNewObject(Context context, Scriptable scope, Object value) {
            return refuse();
        }

        @Override
        public Scriptable wrapAsJavaObject(Context context, Scriptable scope, Object value, TypeInfo type) {
            return refuse();
        }

        @Override
        public Scriptable wrapJavaClass(Context context, Scriptable scope, Class<?> type) {
            return refuse();
        }

        private static Scriptable refuse() {
            throw new ScriptFailure(ScriptFailure.ERROR, 0, "scripts have no objects of Java");
        }
    }
}
