/** Tests of the package. */
@NullMarked
package com.flowex.engine.account;

import org.jspecify.annotations.NullMarked;
