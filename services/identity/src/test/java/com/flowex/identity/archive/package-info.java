/** Tests of the package of the same name. */
@NullMarked
package com.flowex.identity.archive;

import org.jspecify.annotations.NullMarked;
