/**
 * Interface between a program that trades and its run: back-test, paper and live are the same to it.
 */
@NullMarked
package com.flowex.strategy;

import org.jspecify.annotations.NullMarked;
