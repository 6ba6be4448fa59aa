// What every bundle of the page's JavaScript is made with.

export const common = { bundle: true, minify: true, target: "es2022", logLevel: "warning", legalComments: "none" };
