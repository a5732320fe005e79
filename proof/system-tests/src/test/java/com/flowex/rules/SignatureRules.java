package com.flowex.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@link Rules} of signatures. The canonical constructor of a record is exempt: a row or a message has as many fields
 * as it has, and each has a name. A record with a clock is no row but a service, and follows the rule like every method,
 * static factory and constructor, private ones too.
 */
final class SignatureRules {

    private static final int PARAMETERS_MAX = 6;

    /** Constructors of the domain's records that leave some fields at their defaults. */
    static final Set<String> WITH_DEFAULTS =
            Set.of("com.flowex.domain.market.Instrument.<init>", "com.flowex.domain.market.InstrumentRules.<init>");

    static final ArchRule SIGNATURES_HAVE_AT_MOST_SIX_PARAMETERS = codeUnits()
            .that(DescribedPredicate.describe("are written by hand", SignatureRules::isOurs))
            .and(DescribedPredicate.describe("are not exempt", unit -> !isExempt(nameOf(unit))))
            .should(haveFewParameters())
            .because("a call with seven values is read by counting; some of them are one thing that has a name");

    private SignatureRules() {}

    static String nameOf(JavaCodeUnit unit) {
        return unit.getOwner().getName() + "." + unit.getName();
    }

    private static boolean isExempt(String name) {
        return WITH_DEFAULTS.contains(name);
    }

    static boolean isTooLong(JavaCodeUnit unit) {
        return isOurs(unit) && parameters(unit) > PARAMETERS_MAX;
    }

    private static ArchCondition<JavaCodeUnit> haveFewParameters() {
        return new ArchCondition<>("have at most " + PARAMETERS_MAX + " parameters") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                if (isTooLong(unit)) {
                    events.add(SimpleConditionEvent.violated(
                            unit, unit.getFullName() + " has " + parameters(unit) + " parameters"));
                }
            }
        };
    }

    /** Returns the number of parameters in the source: the compiler adds some to constructors. */
    private static int parameters(JavaCodeUnit unit) {
        int all = unit.getRawParameterTypes().size();
        JavaClass owner = unit.getOwner();
        if (!unit.isConstructor()) {
            return all;
        }
        if (owner.isEnum()) {
            return all - 2;
        }
        long captured = owner.getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .count();
        return all - (int) Math.max(captured, owner.isInnerClass() ? 1 : 0);
    }

    private static boolean isOurs(JavaCodeUnit unit) {
        JavaClass owner = unit.getOwner();
        boolean isGenerated = unit.getModifiers().contains(JavaModifier.SYNTHETIC)
                || owner.getPackageName().startsWith("com.flowex.protocol.sbe")
                || owner.getPackageName().endsWith(".jmh_generated");
        return !isGenerated && !owner.isAnonymousClass() && !isOfData(unit) && !isOfALibrary(unit);
    }

    private static boolean isOfData(JavaCodeUnit unit) {
        JavaClass owner = unit.getOwner();
        if (!owner.isRecord() || !unit.isConstructor()) {
            return false;
        }
        List<JavaField> components = owner.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .toList();
        boolean isCanonical = types(components.stream().map(JavaField::getRawType))
                .equals(types(unit.getRawParameterTypes().stream()));
        return isCanonical
                && components.stream().noneMatch(field -> field.getRawType().isEquivalentTo(InstantSource.class));
    }

    private static List<String> types(Stream<JavaClass> types) {
        return types.map(JavaClass::getName).sorted().toList();
    }

    /** True if a library declares the method. */
    private static boolean isOfALibrary(JavaCodeUnit unit) {
        String[] types =
                unit.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
        JavaClass owner = unit.getOwner();
        return Stream.concat(owner.getAllRawInterfaces().stream(), owner.getAllRawSuperclasses().stream())
                .filter(above -> !above.getPackageName().startsWith("com.flowex"))
                .anyMatch(above -> above.tryGetMethod(unit.getName(), types).isPresent());
    }
}
