/** Tests of the package of the same name. */
@NullMarked
package com.flowex.identity.guard;

import org.jspecify.annotations.NullMarked;
