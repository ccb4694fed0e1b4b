import { type OwnService, ownServices } from '../own-services.ts';
import { serviceSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** CN-10: consumers cannot use a private DNS name that the provider has not proven to own. */
export const cn10: Rule = {
  id: 'CN-10',
  title: 'Private DNS name of the service is not verified',
  severity: 'medium',
  needs: ['DescribeVpcEndpointServiceConfigurations'],
  trigger: 'A service has a private DNS name whose state is not verified.',
  consequence: 'No consumer can turn on private DNS for it; connections that use the name already go on.',
  remedy: 'Publish the TXT record in the public hosted zone of the domain, then start the verification.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html',
  check: (context) => ownServices(context.topology).flatMap((own) => judge(own) ?? []),
};

function judge({ service, configuration }: OwnService): Judgement | undefined {
  const { privateDnsName, privateDnsNameState: state, privateDnsNameTxtName, privateDnsNameTxtValue, serviceId, region } = configuration;
  if (privateDnsName === null) return undefined;
  const subject = serviceSubject(configuration);
  if (state === null) return unknown(subject, `the configuration does not say whether ${privateDnsName} is verified`);
  if (state === 'verified') return pass(subject);
  const record = `${told(privateDnsNameTxtName, '<name>')}.${privateDnsName}`;
  return {
    status: 'fail',
    subjects: [subject],
    summary: `${privateDnsName} of ${service.shortName} (${serviceId}) is not verified: ${state}.`,
    evidence: [
      {
        api: 'DescribeVpcEndpointServiceConfigurations',
        fields: {
          'PrivateDnsNameConfiguration.State': state,
          'PrivateDnsNameConfiguration.Name': told(privateDnsNameTxtName),
          'PrivateDnsNameConfiguration.Value': told(privateDnsNameTxtValue),
        },
      },
    ],
    remedy: `Publish a TXT record ${record} with the value "${told(privateDnsNameTxtValue, '<value>')}", then: aws ec2 start-vpc-endpoint-service-private-dns-verification --service-id ${serviceId} --region ${region}`,
  };
}
