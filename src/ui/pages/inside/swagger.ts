// Swagger UI takes addresses from where its document is, and the frame is nowhere: it is told whole ones. Its dark colours are its own.

import { resolve, setting } from "./setting";

type Options = { url?: string; urls?: { url: string }[]; oauth2RedirectUrl?: string };
type Swagger = (options: Options) => unknown;

const whole = (address: string): string => resolve(address)?.href ?? address;

function told(swagger: Swagger): Swagger {
  const instead: Swagger = (options) => {
    if (setting.dark) document.documentElement.classList.add("dark-mode");
    const { url, urls } = options;
    return swagger({
      ...options,
      ...(url === undefined ? {} : { url: whole(url) }),
      ...(urls === undefined ? {} : { urls: urls.map((each) => ({ ...each, url: whole(each.url) })) }),
    });
  };
  return Object.assign(instead, swagger);
}

export function expectSwagger(): void {
  Object.defineProperty(window, "SwaggerUIBundle", {
    configurable: true,
    set(swagger: Swagger) {
      Object.defineProperty(window, "SwaggerUIBundle", { value: told(swagger), configurable: true, writable: true });
    },
  });
}
