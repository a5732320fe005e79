package com.flowex.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;

/** {@link Rules} of the packages of engine and log. */
final class EngineRules {

    static final ArchRule PACKAGES_OF_ENGINE_AND_LOG_HAVE_NO_CYCLES = PackageSlices.matching(
                    "com.flowex.(engine|cluster).(*)..")
            .should()
            .beFreeOfCycles()
            .because("they are read in the order in which a command passes them (ADR 0089)");

    static final ArchRule PACKAGES_OF_THE_ENGINE_DO_NOT_KNOW_ITS_API = noClasses()
            .that()
            .resideInAPackage("com.flowex.engine.*..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("com\\.flowex\\.engine\\.(Exchange|Rules|ScheduledWork)(\\$.*)?")
            .because("the classes that assemble the packages are above them (ADR 0089)");

    /** Benchmarks measure the book by itself. */
    static final ArchRule OTHERS_KNOW_THE_ENGINE_BY_ITS_API = noClasses()
            .that()
            .resideOutsideOfPackages("com.flowex.engine..", "com.flowex.benchmarks..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.flowex.engine.*..")
            .because("its packages are public to each other, not to senders of commands (ADR 0089)");

    private EngineRules() {}
}
