package com.flowex.platform.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Seeds of random logs that a law is tried with: the first ones, and all of them with {@code -Dflowex.full=true}. One that has failed comes first. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(UsualSeeds.class)
public @interface Seeds {

    /** All of them. */
    long[] value();

    /** How many are enough for every day. */
    int usual() default 1;
}
