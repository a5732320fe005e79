/** Tests of the package of the same name. */
@NullMarked
package com.flowex.identity.erasure;

import org.jspecify.annotations.NullMarked;
