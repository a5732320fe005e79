/** Tests of the package of the same name. */
@NullMarked
package com.flowex.identity.app.guard;

import org.jspecify.annotations.NullMarked;
